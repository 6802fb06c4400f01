import { expect, it } from 'vitest';
import { embedderOf } from './embedder.ts';

it.each([
	[['https://crm.example', 'https://top.example'], 'https://idp.example/sso', 'https://crm.example'],
	[undefined, 'https://crm.example/app', 'https://crm.example'],
	[undefined, 'https://acme.my.connect.aws/ccp-v2', undefined],
	[undefined, '', undefined],
	[['null'], 'https://idp.example/sso', undefined],
])('%s, sent by %s: %s', (ancestors, referrer, origin) => {
	expect(embedderOf(ancestors, referrer)).toBe(origin);
});
