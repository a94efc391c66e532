import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'conda-for-pip';

test('once in a stage', () =>
	checkMarks(
		id,
		`
FROM pytorch/pytorch:2.1.0-cuda12.1-cudnn8-devel
RUN mamba install -y numpy transformers && conda install -y scipy
    ^^^^^ mamba installs packages of Python that uv could install.`,
	));

test('environments, other packages, other images', () => {
	checkSilent(id, 'FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nRUN conda env create -f e.yml && conda install numpy');
	checkSilent(id, 'FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nRUN conda install -y gcc cmake');
	checkSilent(id, 'FROM continuumio/miniconda3\nRUN conda install -y numpy');
});
