/** Text as both backends take it: PostgreSQL refuses NUL, and half a surrogate pair is no text. */
export const storableText = (text: string): string => (text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', ''));
