/** What a registry has under the name of a local image. */
export interface PushPlan {
	/** `free`: nothing; `same`: this image; `other`: another one, which a push would replace. */
	readonly state: 'free' | 'same' | 'other';
	/** The digest that is there now. */
	readonly digest: string | undefined;
}
