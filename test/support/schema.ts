/** Compares data with a JSON schema of test/fixtures/schemas. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type Options } from 'ajv';
import Draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';

const options: Options = { allErrors: true, strict: false };

/** What is wrong with the data, as sentences of the validator. */
export function schemaErrors(schema: object, data: unknown): readonly string[] {
	const isDraft04 = JSON.stringify((schema as { readonly $schema?: string }).$schema).includes('draft-04');
	const validator = isDraft04 ? new Draft04.default(options) : new Ajv(options);
	formats.default(validator as Ajv);
	const validate = validator.compile(schema);
	validate(data);
	return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

export function schemaNamed(name: string): object {
	return JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/schemas', `${name}.json`), 'utf8')) as object;
}
