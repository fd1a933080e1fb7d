import type { Model } from '../../engine';

export interface StoredModel {
	model: Model;
	active: boolean;
	savedAt: number;
}

export interface Models {
	/**
	 * Keeps a version for good: the same again changes nothing, other content under the same version is refused. The
	 * first version of a model becomes the active one.
	 */
	save(model: Model, now: number): Promise<{ saved: boolean }>;
	/**
	 * Keeps a model whose author does not count versions, such as one put together in a form: the version that has this
	 * content, or else the next free one, made active. Two that do it at once get the same.
	 */
	saveAsNeeded(model: Model, now: number): Promise<Model>;
	/** Makes a version the one that scores; all leads become due for review under it. */
	activate(id: string, version: number, now: number): Promise<void>;
	/** Without a version, the active one; `null` if there is none. */
	get(id: string, version?: number): Promise<StoredModel | null>;
	/** All versions, by id, latest version first. */
	list(): Promise<StoredModel[]>;
}
