type Listener = () => void;

/** Hears of news that other processes write; the answer ends it. */
export type HearOthers = (tell: Listener) => Promise<() => Promise<void>>;

/** Lets those who wait for work know that some may have come, from this process at once and from others within a moment. */
export class News {
	private readonly listeners = new Set<Listener>();
	private readonly hearOthers: HearOthers | undefined;
	private hearing: Promise<() => Promise<void>> | undefined;

	constructor(hearOthers?: HearOthers) {
		this.hearOthers = hearOthers;
	}

	tell(): void {
		for (const listener of this.listeners) listener();
	}

	/** The answer ends it. */
	async listen(listener: Listener): Promise<() => Promise<void>> {
		this.listeners.add(listener);
		this.hearing ??= this.hearOthers?.(() => this.tell());
		await this.hearing;
		return async () => {
			this.listeners.delete(listener);
			if (this.listeners.size === 0) await this.close();
		};
	}

	async close(): Promise<void> {
		const { hearing } = this;
		this.hearing = undefined;
		await (await hearing)?.();
	}
}
