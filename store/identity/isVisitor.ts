/** Whether an identity is that of an unknown visitor's browser, and not of a person. */
export const isVisitor = (identity: string): boolean => identity.startsWith('visitor:');
