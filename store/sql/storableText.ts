/** Text as both backends take it: PostgreSQL refuses NUL, and half a surrogate pair is no text. */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '');
