import { join } from 'node:path';

/** The file that holds by how many ms the clock of the demo's nodes is put forward. It is not there before the campaign has been played. */
export const clockFile = (folder: string): string => join(folder, 'clock.txt');
