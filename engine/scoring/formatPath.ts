const NAME = /^[A-Za-z_$][\w$-]*$/;

/** `['groups', 1, 'rules', 0, 'points']` as people read it: `groups[1].rules[0].points`. */
export function formatPath(keys: readonly PropertyKey[]): string {
	let path = '';
	for (const key of keys) {
		if (typeof key === 'string' && NAME.test(key)) path += path === '' ? key : `.${key}`;
		else path += `[${typeof key === 'number' ? key : JSON.stringify(String(key))}]`;
	}
	return path;
}
