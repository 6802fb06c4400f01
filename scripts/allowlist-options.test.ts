import { describe, expect, it } from 'vitest';
import { readOptions } from './allowlist-options.ts';

const read = (line: string) => readOptions(line === '' ? [] : line.split(' '));
const given = '--region us-east-1 --alias Acme';

describe('the options of npm run allowlist', () => {
	it('have defaults', () => {
		expect(read(given)).toMatchObject({ by: 'domain', explicit: false, format: 'text', ipRanges: undefined });
		expect(read(given)?.profile).toEqual({
			connect: {
				alias: 'acme',
				region: 'us-east-1',
				domain: 'my.connect.aws',
				signIn: 'saml',
				ccp: 'v2',
				mediaLess: false,
				scheduling: false,
				video: false,
			},
		});
	});

	it('fill every field of the profile', () => {
		const all = `${given} --domain awsapps.com --sign-in non-saml --ccp both --media-less --bucket acme-files
 --global-resiliency --instance-id 7d9ab1f0-2c41-4b52-9b0e-1d1e9c3c8a11 --source-region us-west-2 --scheduling --video
 --ingenius-region us-west-2 --auth-prefix ig2 --gateway https://gw.corp.example:8443`;
		expect(read(all.replaceAll('\n', ''))?.profile).toEqual({
			connect: {
				alias: 'acme',
				region: 'us-east-1',
				domain: 'awsapps.com',
				signIn: 'non-saml',
				ccp: 'both',
				mediaLess: true,
				bucket: 'acme-files',
				globalResiliency: { instanceId: '7d9ab1f0-2c41-4b52-9b0e-1d1e9c3c8a11', sourceRegion: 'us-west-2' },
				scheduling: true,
				video: true,
			},
			ingenius: { region: 'us-west-2', authPrefix: 'ig2', gateway: 'https://gw.corp.example:8443' },
		});
	});

	it('give no options for help', () => {
		expect(read('--help')).toBeUndefined();
	});

	it.each([
		['', '--region is missing'],
		['--region us-east-1', '--alias is missing'],
		[
			'--region us-gov-east-1 --alias a',
			'--region: us-gov-east-1 appears in the guide, but Amazon Connect does not run',
		],
		['--region mars-1 --alias a', '--region: unknown region "mars-1"'],
		['--region us-east-1 --alias a_b', '--alias: letters, digits and hyphens only'],
		[`${given} --domain govcloud.connect.aws`, '--domain: us-gov-west-1 and govcloud.connect.aws go together'],
		['--region us-gov-west-1 --alias a --domain my.connect.aws', '--domain: us-gov-west-1 and'],
		[`${given} --domain example.com`, '--domain:'],
		[`${given} --sign-in none`, '--sign-in:'],
		[`${given} --ccp v3`, '--ccp:'],
		[`${given} --bucket X`, '--bucket: not a bucket name'],
		[`${given} --global-resiliency`, '--global-resiliency needs --instance-id'],
		[`${given} --instance-id x`, '--instance-id needs --global-resiliency'],
		[`${given} --global-resiliency --instance-id x --source-region us-west-2`, '--instance-id: not an instance id'],
		[`${given} --gateway https://gw.example`, '--gateway needs --ingenius-region'],
		[`${given} --ingenius-region us-east-1`, '--ingenius-region: unknown InGenius region'],
		[`${given} --ingenius-region us-west-2 --gateway http://gw.example`, '--gateway: must be an https URL'],
		[`${given} --by name`, '--by takes domain or ip'],
		[`${given} --ip-ranges file.json`, '--ip-ranges needs --by ip'],
		[`${given} --format xml`, '--format takes json, csv or text'],
		[`${given} --what`, "Unknown option '--what'"],
		[`${given} --region us-west-2`, '--region is given twice'],
	])('refuse "%s" in one line', (line, message) => {
		expect(() => read(line)).toThrow(message);
		try {
			read(line);
		} catch (error) {
			expect(error instanceof Error && error.message).not.toContain('\n');
		}
	});
});
