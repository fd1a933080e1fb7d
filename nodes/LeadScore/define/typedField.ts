import { toFieldPath } from '../../toFieldPath';

/** The path of a field that a person named in the form. */
export const typedField = (field: unknown): string => toFieldPath(String(field ?? ''));
