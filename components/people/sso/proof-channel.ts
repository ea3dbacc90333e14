const NAME = 'conversion-console.proof';

/** Announces a fresh proof to the other windows of this console. */
export function announceProof(): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage('proved');
  channel.close();
}

/** Calls `onProof` when another window announces a fresh proof. Returns a function that stops listening. */
export function listenForProof(onProof: () => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = onProof;
  return () => channel.close();
}
