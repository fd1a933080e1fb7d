import { readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
const host = JSON.parse(readFileSync('/tmp/stnode-host.json', 'utf8'));
const r = spawnSync(process.execPath, ['node_modules/.bin/jest', '--rootDir', '.', '-c', '/tmp/jest.e2e.js', ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, LEAD_SCORING_TEST_HOST: JSON.stringify({ url: host.url, account: host.account, cookie: host.cookie, filesFolder: '/tmp' }) } });
