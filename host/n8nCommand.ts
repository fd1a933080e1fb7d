import { join } from 'node:path';

/** n8n's command-line program, as `installN8n()` leaves it. */
export const n8nCommand = join(import.meta.dirname, 'node_modules', 'n8n', 'bin', 'n8n');
