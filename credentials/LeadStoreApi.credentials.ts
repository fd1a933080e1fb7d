import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const onPostgres = { show: { backend: ['postgres'] } };

export class LeadStoreApi implements ICredentialType {
	name = 'leadStoreApi';

	displayName = 'Lead Store API';

	icon = { light: 'file:../nodes/LeadStore/leadStore.svg', dark: 'file:../nodes/LeadStore/leadStore.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-lead-scoring/n8n-nodes-lead-scoring/blob/main/docs/lead-store-node.md#the-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Backend',
			name: 'backend',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Embedded (SQLite)', value: 'sqlite', description: 'A file in n8n\'s own folder. Nothing to set up; for n8n on one machine.' },
				{ name: 'PostgreSQL', value: 'postgres', description: 'A database server; needed where several machines run n8n (queue mode)' },
			],
			default: 'sqlite',
			description: 'Where leads, their activities and their scores are kept',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			displayOptions: { show: { backend: ['sqlite'] } },
			default: 'default',
			placeholder: 'e.g. default',
			description: 'Each name is a store of its own: letters, digits, _ and -. Its file is lead-store/&lt;name&gt;.sqlite in n8n\'s folder (.n8n).',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			required: true,
			displayOptions: onPostgres,
			default: 'localhost',
			placeholder: 'e.g. db.example.com',
			description: 'Name or address of the server',
		},
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			required: true,
			displayOptions: onPostgres,
			default: 'postgres',
			placeholder: 'e.g. crm',
			description: 'Name of the database; it must be there already',
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			required: true,
			displayOptions: onPostgres,
			default: 'postgres',
			placeholder: 'e.g. lead_scoring',
			description: 'Needs the right to create a schema, or to create tables in the schema below if that is there already',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: onPostgres,
			default: '',
			description: 'Of the user',
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			displayOptions: onPostgres,
			default: 5432,
			description: 'Of the server; 5432 unless somebody has changed it',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			displayOptions: onPostgres,
			default: false,
			description: 'Whether to connect even if the certificate of the server cannot be checked',
		},
		{
			displayName: 'SSL',
			name: 'ssl',
			type: 'options',
			displayOptions: { show: { backend: ['postgres'], ignoreSslIssues: [false] } },
			options: [
				{ name: 'Allow', value: 'allow' },
				{ name: 'Disable', value: 'disable' },
				{ name: 'Require', value: 'require' },
			],
			default: 'disable',
			description: 'Whether the connection is encrypted. Allow: without checking the certificate. Require: with a certificate that this machine trusts.',
		},
		{
			displayName: 'Schema',
			name: 'schema',
			type: 'string',
			displayOptions: onPostgres,
			default: 'lead_scoring',
			placeholder: 'e.g. lead_scoring',
			description: 'Where the tables are kept, made if it is not there: lower-case letters, digits and _. Each schema is a store of its own.',
		},
	];
}
