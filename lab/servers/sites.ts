import type { Context } from 'hono';

type Answer = (c: Context) => Response;

const id = () => crypto.randomUUID();
const cloudfront = () => ({
	via: '1.1 5f2c8f5c1e0a4d.cloudfront.net (CloudFront)',
	'x-amz-cf-id': id().replaceAll('-', ''),
	'x-amz-cf-pop': 'IAD12-P3',
});
const amazon = () => ({ 'x-amzn-requestid': id() });
const s3 = () => ({ 'x-amz-request-id': id().slice(0, 16).toUpperCase(), 'x-amz-id-2': id(), server: 'AmazonS3' });

const regionOf = (host: string) => /[a-z]{2}(-gov)?-[a-z]+-\d/.exec(host)?.[0] ?? 'us-east-1';

/** An instance sends agents with no session to sign in, and refuses their calls. */
const instance: Answer = (c) => {
	const path = c.req.path.replace(/^\/connect(?=\/)/, '');
	if (path === '/ccp-v2' || path === '/' || path.startsWith('/ccp'))
		return c.redirect(`https://${regionOf(c.req.header('host') ?? '')}.signin.aws.amazon.com/saml`, 302);
	return c.json({ message: 'Forbidden' }, 403, { ...amazon(), ...cloudfront() });
};

const forbiddenXml = '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code></Error>';
const missingToken = { message: 'Missing Authentication Token' };
const page = (title: string) => `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1>`;

/** What each host is and says to a stranger: the first pattern that matches decides. */
export const SITES: readonly (readonly [pattern: RegExp, answer: Answer])[] = [
	[/\.(my\.connect\.aws|awsapps\.com|govcloud\.connect\.aws)$/, instance],
	[/\.transport\.connect\./, (c) => c.json({ message: 'Not Found' }, 404, amazon())],
	[/^rtc.*(connect-telecom|connect\.aws\.a2z\.com)/, (c) => c.text('pong', 200, amazon())],
	[/\.telemetry\.connect\./, (c) => c.text('healthy', 200, amazon())],
	[/^participant\.connect\./, (c) => c.json(missingToken, 403, { ...amazon(), 'x-amz-apigw-id': id() })],
	[/\.s3[.-].*amazonaws\.com$/, (c) => c.body(forbiddenXml, 403, { ...s3(), 'content-type': 'application/xml' })],
	[/\.cloudfront\.net$/, (c) => c.body(forbiddenXml, 403, { ...cloudfront(), 'x-cache': 'Error from cloudfront' })],
	[/\.static\.connect\.aws$/, (c) => c.body('', 404, cloudfront())],
	[/\.(signin|console)\.aws\.amazon\.com$/, (c) => c.html(page('Sign in'), 200, amazon())],
	[/\.(signin\.aws|sign-in\.connect\.aws|signin-fips.*)$/, (c) => c.html(page('Sign in'), 200, amazon())],
	[/^cognito-idp\./, (c) => c.json({ __type: 'UnknownOperationException' }, 400, amazon())],
	[/\.amazoncognito\.com$/, (c) => c.html(page('Not found'), 404, { ...amazon(), server: 'Server' })],
	[/\.amazonaws\.com$/, (c) => c.json(missingToken, 403, amazon())],
	[/\.ingenius\.com$/, (c) => c.html(page('InGenius'), 200, { server: 'nginx' })],
	[/^cdnjs\.cloudflare\.com$/, (c) => c.text('', 200, { server: 'cloudflare', 'cf-ray': id().slice(0, 16) })],
	[/^neutral\./, (c) => c.body(null, 204)],
	[/^detectportal\.firefox\.com$/, (c) => detectPortal(c)],
	[/./, (c) => c.html(page('It works'), 200, { server: 'nginx' })],
];

/** What Firefox compares its answer with: pref captivedetect.canonicalContent. */
const CANONICAL = '<meta http-equiv="refresh" content="0;url=https://support.mozilla.org/kb/captive-portal"/>';

function detectPortal(c: Context): Response {
	return c.req.path === '/canonical.html' ? c.html(CANONICAL) : c.text('success\n');
}
