export interface RenewOptions {
  readonly secrets: { keep(name: 'webhook_secret', secret: string): void };
  /** Random bytes in base64. */
  readonly randomKey: () => string;
}

/** Puts a new secret in the place of the webhook's, and answers it this once. What the old one signed is signed no more. */
export function renewWebhookSecret({ secrets, randomKey }: RenewOptions): string {
  const secret = `whsec_${randomKey()}`;
  secrets.keep('webhook_secret', secret);
  return secret;
}
