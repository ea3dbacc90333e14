// The network to a PostgreSQL server: SOCKET DELAY. Bytes take DELAY milliseconds in each direction. Sends its port to
// its parent; each message breaks all connections.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

const [socketPath = '', delay = '0'] = process.argv.slice(2);
const delayMs = Number(delay);
const clients = new Set<Socket>();

const server = createServer({ noDelay: true }, (client) => {
  const upstream = connect(socketPath);
  clients.add(client);
  client.on('close', () => clients.delete(client));
  forward(client, upstream);
  forward(upstream, client);
});

function forward(from: Socket, to: Socket): void {
  from.on('data', (bytes) => afterDelay(() => to.write(bytes)));
  from.on('error', () => {});
  from.on('close', () => afterDelay(() => to.destroy()));
}

function afterDelay(work: () => void): void {
  if (delayMs === 0) work();
  else setTimeout(work, delayMs);
}

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => {
  for (const client of clients) client.resetAndDestroy(); // this also ends the connection to the database
});
process.on('disconnect', () => process.exit());
