import type { Condition } from '../Model';

/** RE2's `\b` knows ASCII letters only, so "økonomisjef" needs an edge of our own. */
const wholeWord = (...alternatives: string[]): string => `(^|[^\\pL])(${alternatives.join('|')})($|[^\\pL])`;
const atWordEnd = (...alternatives: string[]): string => `(${alternatives.join('|')})($|[^\\pL])`;
const oneOf = (...patterns: string[]): string => patterns.join('|');

const decisionMakerTitles = oneOf(
	wholeWord('c[eftiomrpsdc]o', 'ciso', 'chief', 'president', '[se]?vp', 'head of', 'directors?', 'general manager'),
	wholeWord('(co-?)?founder', 'owner', '(managing|founding|senior) partner', 'chair(man|woman|person)?'),
	// Norwegian and Danish
	wholeWord('daglig leder', 'adm\\.? ?dir\\.?', 'styreleder', 'gründer', 'eier', 'finanssjef', 'it-?sjef', 'økonomisjef'),
	wholeWord('ejer', 'indehaver', 'stifter', 'økonomichef', 'bestyrelsesformand'),
	// Swedish
	wholeWord('v?vd', 'grundare', 'ägare', 'innehavare', 'ordförande', 'ekonomichef', 'finanschef', 'it-?chef'),
	// Finnish and Icelandic
	wholeWord('perustaja', 'omistaja', 'yrittäjä'),
	wholeWord('framkvæmdastjóri', 'forstjóri', 'fjármálastjóri', 'tæknistjóri', 'stofnandi', 'eigandi'),
	atWordEnd('direktør', 'direktör', 'direktor', 'johtaja'),
);

const managerTitles = oneOf(
	wholeWord('manager', 'lead', 'leader', 'head', 'supervisor', 'chef för'),
	atWordEnd('sjef', '[\\pL-]chef', 'leder', 'ledare', 'ansvarlig', 'ansvarig', 'päällikkö', 'stjóri'),
);

/** Titles that carry a decision maker's word without the decision. */
const supportTitles = oneOf(
	oneOf('assist', 'sekret[æea]r', 'sihteeri', 'trainee', 'student'),
	wholeWord('intern', '(product|system|process) owner', 'produkteier', 'produktejer', 'produktägare', 'tuoteomistaja'),
);

const studentTitles = oneOf(
	atWordEnd('student(er)?', 'studer[ea]nde', 'opiskelija', 'praktikant', 'lærling', 'lärling'),
	wholeWord('intern', 'internship', 'trainee', 'apprentice', 'elev', 'nemi', 'job ?-?(seeker|hunter)', 'unemployed'),
	oneOf('jobs[øo](k|gende)', 'arbeidss[øo]k', 'arbetss[öo]k', 'työnhak', 'arbeidsledig', 'arbetslös'),
	oneOf('between jobs', 'open to work', 'looking for (work|a job|new)'),
);

const titled = (titles: string): Condition => ({
	all: [
		{ field: 'jobTitle', op: 'matches', value: titles },
		{ field: 'jobTitle', op: 'notMatches', value: supportTitles },
	],
});

const ofSeniority = (...levels: string[]): Condition => ({ field: 'seniority', op: 'in', value: levels });

/** Who a lead is at work, told by job title (English and the Nordic languages) or by a seniority field. */
export const roles = {
	decisionMaker: {
		any: [
			titled(decisionMakerTitles),
			ofSeniority('owner', 'founder', 'partner', 'c-level', 'c_suite', 'cxo', 'executive', 'vp', 'director'),
		],
	},
	manager: {
		any: [titled(managerTitles), ofSeniority('manager', 'senior manager', 'head', 'lead')],
	},
	studentOrJobSeeker: {
		any: [
			{ field: 'jobTitle', op: 'matches', value: studentTitles },
			ofSeniority('student', 'intern', 'trainee', 'job seeker', 'unemployed'),
			{ field: 'email', op: 'matches', value: '@([^@]+\\.)?(stud|students?|elev)\\.' },
			{ field: 'leadSource', op: 'in', value: ['careers', 'career page', 'job application'] },
		],
	},
} satisfies Record<string, Condition>;
