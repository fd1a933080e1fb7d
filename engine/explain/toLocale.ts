/** A locale as a BCP 47 tag, also from the form `nb_NO`; `null` for what is none. */
export function toLocale(text: string): string | null {
	try {
		return Intl.getCanonicalLocales(text.trim().replace(/_/g, '-'))[0] ?? null;
	} catch {
		return null;
	}
}
