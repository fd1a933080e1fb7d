import type { Issue } from '../engine';

export interface SqliteConfig {
	backend: 'sqlite';
	/** Of the store; `[A-Za-z0-9_-]{1,64}`. */
	name: string;
	/** Where the file is; made if it is not there. */
	folder: string;
}

export interface PostgresConfig {
	backend: 'postgres';
	host: string;
	port: number;
	database: string;
	user: string;
	password: string;
	/** `allow`: with TLS if the server has it, the certificate unchecked; `require`: TLS or nothing. */
	ssl?: 'disable' | 'allow' | 'require';
	/** With `require`: takes any certificate. */
	ignoreCertificate?: boolean;
	/** Of the tables; `[a-z_][a-z0-9_]{0,62}`. */
	schema?: string;
}

export type LeadStoreConfig = SqliteConfig | PostgresConfig;

const NAME = /^[A-Za-z0-9_-]{1,64}$/;
/** What belongs to a connection string, and the port behind a name or an IPv4 address. */
const NO_HOST = /:\/\/|[@\s]|^[^:]+:\d+$/;
const SCHEMA = /^[a-z_][a-z0-9_]{0,62}$/;

/** All that is wrong with a configuration, at once; each path is the field's label in the credential *Lead Store API*. */
export function checkConfig(config: LeadStoreConfig): Issue[] {
	const issues: Issue[] = [];
	const need = (path: string, holds: boolean, message: string) => holds || issues.push({ path, message });
	const filled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
	if (config.backend === 'sqlite') {
		need('Name', NAME.test(config.name), 'expected 1 to 64 letters, digits, _ and -');
		need('folder', filled(config.folder), 'expected a folder');
	} else if (config.backend === 'postgres') {
		need('Host', filled(config.host) && !NO_HOST.test(config.host), "expected the name or address of the server, nothing else; 'Port', 'User' and 'Password' are fields of their own");
		need('Port', Number.isInteger(config.port) && config.port > 0 && config.port < 65_536, 'expected a number from 1 to 65535, e.g. 5432');
		need('Database', filled(config.database), 'expected the name of the database');
		need('User', filled(config.user), 'expected the name of the user');
		need('SSL', [undefined, 'disable', 'allow', 'require'].includes(config.ssl), 'expected allow, disable or require');
		need('Schema', config.schema === undefined || (SCHEMA.test(config.schema) && !config.schema.startsWith('pg_')), 'expected lower-case letters, digits and _, not pg_ in front, e.g. lead_scoring');
	} else {
		need('backend', false, "expected 'sqlite' or 'postgres'");
	}
	return issues;
}
