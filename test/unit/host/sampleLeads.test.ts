import { compileModel, type ScoreResult } from '../../../engine';
import { b2bSaas } from '../../../engine/scoring/templates/b2bSaas';
import { expectedOutcomes } from '../../../host/expectedOutcomes';
import { sampleLeads, type SampleLead } from '../../../host/sampleLeads';
test('x', () => {
	const now = Date.parse('2026-11-22T08:00:00Z');
	const s = compileModel(b2bSaas);
	const leads = sampleLeads(now);
	const exp = expectedOutcomes(leads, now);
	const out = leads.map((l) => {
		const r = s.score({ attributes: l, activities: l.activities as never }, now);
		const e = exp.get(l.email);
		const t = s.score({ attributes: l, activities: l.activities as never }, now + 86400000);
		return [r.band === e?.band && r.score === e?.score ? 'ok ' : 'BAD', r.band.padEnd(8).slice(0,8), e?.score, r.raw.toFixed(3).padStart(8), r.fit, r.engagement.toFixed(2), r.grade, t.band.slice(0,5), t.score, l.email, r.contributions.map((c) => c.label + ' ' + c.points.toFixed(1)).join(', ').slice(0, 150)].join(' ');
	});
	require('fs').writeFileSync('/tmp/leads.txt', out.join('\n') + '\n' + leads.length);
});
