import { quote } from '../quote';

/** A rule, group or disqualify entry as messages name it: by what people call it. */
export const tellName = ({ label, name, id }: { label?: string; name?: string; id: string }): string =>
	quote(label?.trim() || name?.trim() || id);
