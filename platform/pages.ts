/** Pages of the CCP itself. */
export const CCP_PAGES = [
	'https://*.my.connect.aws/*',
	'https://*.awsapps.com/connect/*',
	'https://*.govcloud.connect.aws/*',
];
