import { runAtEnd } from './atEnd.ts';

/** Stops what `globalSetup` started. */
export default runAtEnd;
