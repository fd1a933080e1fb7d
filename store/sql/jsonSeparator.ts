/** Between several JSON values in one text: none of them can hold this character as it is. */
export const JSON_SEPARATOR = '\u001f';
