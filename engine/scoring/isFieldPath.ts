const PATH = /^(?:[^.[\]]+|\[\d+\])(?:\.[^.[\]]+|\[\d+\])*$/;

/** Whether a text names a field: names parted by dots, with list positions in brackets (`tags[0].name`). */
export const isFieldPath = (text: string): boolean => PATH.test(text);
