import { generateKeyPairSync, sign } from 'node:crypto';

/** A value of DER: its tag, its length, its content (X.690, 8.1). */
function der(tag: number, ...parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const { length } = content;
	const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const time = (at: Date): Buffer => der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

const ECDSA_WITH_SHA256 = sequence(der(0x06, hex('2a8648ce3d040302')));
const COMMON_NAME = der(0x06, hex('550403'));
const SUBJECT_ALT_NAME = der(0x06, hex('551d11'));
const DAY_MS = 86_400_000;

/** A new key, and a certificate for the address 127.0.0.1 that it has signed itself, valid for a day, both as PEM (RFC 5280). */
export function selfSignedCertificate(): { key: string; cert: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from('Test')))));
	const now = Date.now();
	const content = sequence(
		der(0xa0, der(0x02, hex('02'))),
		der(0x02, hex('01')),
		ECDSA_WITH_SHA256,
		name,
		sequence(time(new Date(now - DAY_MS)), time(new Date(now + DAY_MS))),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, sequence(sequence(SUBJECT_ALT_NAME, der(0x04, sequence(der(0x87, hex('7f000001'))))))),
	);
	const certificate = sequence(content, ECDSA_WITH_SHA256, der(0x03, hex('00'), sign('sha256', content, privateKey)));
	const lines = certificate.toString('base64').match(/.{1,64}/g)!;
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
	};
}
