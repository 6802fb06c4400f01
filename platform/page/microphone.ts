import { isCcpOrigin } from '../../core/incident/hosts.ts';
import type { PageCause } from '../../core/incident/kinds.ts';

/** Chromium's view of permissions policy; Firefox enforces no such header and has no such object. */
interface FeaturePolicy {
	allowsFeature(feature: string): boolean;
}
type WithPolicy<T> = T & { readonly featurePolicy?: FeaturePolicy };

const allows = (policy: FeaturePolicy | undefined) => policy?.allowsFeature('microphone') ?? true;

/** The frame of the CCP in this document, as Streams or the host page made it. */
export function ccpFrame(): HTMLIFrameElement | undefined {
	const frames = [...document.querySelectorAll('iframe')];
	return frames.find(({ src }) => URL.canParse(src) && isCcpOrigin(new URL(src).origin));
}

/** Who denies the microphone: the page's policy, the frame's `allow`, or the user. */
export function microphoneCause(): PageCause {
	const own: WithPolicy<Document> = document;
	if (!allows(own.featurePolicy)) return 'microphone-policy';
	const frame: WithPolicy<HTMLIFrameElement> | undefined = ccpFrame();
	if (frame === undefined) return 'microphone-denied';
	if (!/\bmicrophone\b/.test(frame.allow)) return 'microphone-frame';
	return allows(frame.featurePolicy) ? 'microphone-denied' : 'microphone-policy';
}
