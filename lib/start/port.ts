import { createServer } from 'node:net';

/** A port that is free now: the given one, or any if it is 0. Throws the system's error. */
export function freePort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}

/** The message for a port that cannot be used. */
export function portProblem(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return (
      `Port ${port} on ${host} is in use by another program. Stop that program, or choose another port: ` +
      `PORT=${port < 65_535 ? port + 1 : 3000} npm start`
    );
  }
  const reason = code === 'EACCES' ? 'this user is not allowed to listen on it' : String(code ?? error);
  return `Cannot listen on port ${port} of ${host}: ${reason}. Set PORT or HOST to another value.`;
}
