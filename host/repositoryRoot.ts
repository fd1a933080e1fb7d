import { dirname } from 'node:path';

/** Absolute path of the project's root folder (the one with the published package.json). */
export const repositoryRoot = dirname(import.meta.dirname);
