export interface RenewOptions {
  readonly secrets: { keep(name: 'webhook_secret', secret: string): Promise<void> };
  /** Random bytes in base64. */
  readonly randomKey: () => string;
}

/** Replaces the webhook's secret, and returns the new one, which is shown only once. */
export async function renewWebhookSecret({ secrets, randomKey }: RenewOptions): Promise<string> {
  const secret = `whsec_${randomKey()}`;
  await secrets.keep('webhook_secret', secret);
  return secret;
}
