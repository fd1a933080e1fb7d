import type { DemoPorts } from './demoPorts.ts';
import { portVariable } from './parseArguments.ts';

const uses: Record<keyof DemoPorts, string> = {
	editor: 'n8n\'s editor',
	broker: 'n8n\'s code runner',
	inboxPage: 'the inbox page',
	smtp: 'the mail server',
	postgres: 'PostgreSQL',
};

/**
 * What to tell when ports are taken: which, wanted for what, and how to choose others.
 *
 * @param taken those of `ports` on which something listens already (at least one)
 */
export function portTakenMessage(ports: DemoPorts, taken: (keyof DemoPorts)[]): string {
	const which = taken.map((use) => `${ports[use]} (for ${uses[use]})`).join(', ');
	const one = taken.length === 1;
	const count = Object.keys(ports).length;
	// The next hundred, and back to a common range where that would be too high a port.
	const other = ports.editor + 200 > 65_000 ? 5700 : Math.ceil((ports.editor + 1) / 100) * 100;
	return [
		`${one ? 'Port' : 'Ports'} ${which} ${one ? 'is' : 'are'} taken: another program listens there, perhaps an n8n of yours.`,
		`Stop it, or choose other ports: npm start -- --port ${other} (uses ${other} to ${other + count - 1}),`,
		`or set ${portVariable}=${other} in the environment.`,
	].join('\n');
}
