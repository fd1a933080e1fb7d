import { demoPorts } from '../../../host/demo/demoPorts.ts';
import { parseArguments } from '../../../host/demo/parseArguments.ts';
import { portTakenMessage } from '../../../host/demo/portTakenMessage.ts';

test('names the port, its use, and both ways to choose another', () => {
	const message = portTakenMessage(demoPorts(5678), ['editor']);
	expect(message).toContain('Port 5678 (for n8n\'s editor) is taken');
	expect(message).toContain('npm start -- --port 5700 (uses 5700 to 5703)');
	expect(message).toContain('LEAD_SCORING_PORT=5700');
});

test('names every port that is taken', () => {
	const message = portTakenMessage(demoPorts(5700), ['inboxPage', 'smtp']);
	expect(message).toContain('Ports 5702 (for the inbox page), 5703 (for the mail server) are taken');
	expect(message).toContain('--port 5800');
});

test('counts PostgreSQL only where it is used', () => {
	const message = portTakenMessage(demoPorts(5678, true), ['postgres']);
	expect(message).toContain('Port 5682 (for PostgreSQL) is taken');
	expect(message).toContain('(uses 5700 to 5704)');
});

test.each([1024, 5699, 5700, 64_950, 65_531])('for %i proposes ports that may be used and do not overlap', (first) => {
	const proposed = /--port (\d+)/.exec(portTakenMessage(demoPorts(first), ['editor']))?.[1] ?? '';
	expect(parseArguments(['--port', proposed], {}).ok).toBe(true);
	expect(Math.abs(Number(proposed) - first)).toBeGreaterThanOrEqual(1);
	expect(Number(proposed) > first + 3 || Number(proposed) + 3 < first || first < 5700).toBe(true);
});
