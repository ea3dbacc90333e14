import { AutoRefresh, WORKING_REFRESH_MS } from '#components/layout/auto-refresh.tsx';
import { isRunning, type ListedActivation } from '../listed-activation.ts';

/** A long list takes longer to render, so it is refreshed less often. */
const LONG_LIST = 100;
const LONG_LIST_REFRESH_MS = 5000;

/** Refreshes a list while one of its activations runs. */
export function RefreshWhileRunning({ activations }: { activations: readonly ListedActivation[] }) {
  const everyMs = activations.length > LONG_LIST ? LONG_LIST_REFRESH_MS : WORKING_REFRESH_MS;
  return <AutoRefresh everyMs={everyMs} active={activations.some(isRunning)} />;
}
