const worldwide =
	'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com ' +
	'aol.com proton.me protonmail.com gmx.com gmx.net mail.com';
const norwegian = 'hotmail.no live.no outlook.no yahoo.no online.no broadpark.no getmail.no start.no frisurf.no';
const swedish = 'hotmail.se live.se outlook.se yahoo.se telia.com comhem.se bredband.net spray.se passagen.se';
const danish = 'hotmail.dk live.dk outlook.dk yahoo.dk mail.dk jubii.dk ofir.dk stofanet.dk mail.tele.dk';
const finnish = 'hotmail.fi live.fi luukku.com suomi24.fi kolumbus.fi elisanet.fi saunalahti.fi';
const icelandic = 'simnet.is internet.is visir.is';

/** Mail services that anybody may have an address at. */
export const freeMailDomains = [worldwide, norwegian, swedish, danish, finnish, icelandic].flatMap((list) => list.split(' '));
