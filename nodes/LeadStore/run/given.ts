/** The filters that are set. */
export const given = <Filters extends Record<string, unknown>>(filters: Filters): { [Name in keyof Filters]?: Exclude<Filters[Name], undefined | ''> } =>
	Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '' && value !== undefined)) as never;
