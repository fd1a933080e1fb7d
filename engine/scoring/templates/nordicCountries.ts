const norway = ['NO', 'NOR', 'Norway', 'Norge', 'Noreg'];
const sweden = ['SE', 'SWE', 'Sweden', 'Sverige'];
const denmark = ['DK', 'DNK', 'Denmark', 'Danmark'];
const finland = ['FI', 'FIN', 'Finland', 'Suomi'];
const iceland = ['IS', 'ISL', 'Iceland', 'Ísland', 'Island'];

/** How forms and CRMs write the Nordic countries: ISO codes, English, and the countries' own names. */
export const nordicCountries = [...norway, ...sweden, ...denmark, ...finland, ...iceland];
