import { connect } from 'node:net';

/**
 * Sends requests as they were recorded from TD's clients, byte for byte: with their order and case of headers and
 * parameters, and their encodings.
 */

interface ServerAccess {
  readonly url: string;
  readonly key: string;
}

type Parameters = Readonly<Record<string, string>>;
type Send = (method: 'GET' | 'POST', path: string, parameters?: Parameters) => Promise<ReceivedResponse>;

interface ReceivedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const DATE = 'Thu, 26 Nov 2026 20:51:57 +0000';

/** td-client-ruby 3.0.0, with httpclient 2.8.3; TD's command line `td` uses this client. */
export function ruby({ url, key }: ServerAccess): Send {
  return (method, path, parameters) => {
    const form = new URLSearchParams(parameters).toString();
    const encoding = method === 'GET' ? 'deflate, gzip' : 'gzip';
    return send(url, [
      `${method} ${method === 'GET' && form !== '' ? `${path}?${form}` : path} HTTP/1.1`,
      `Authorization: TD1 ${key}`,
      `Date: ${DATE}`,
      `Accept-Encoding: ${encoding}`,
      ...(method === 'POST' ? ['Content-Type: application/x-www-form-urlencoded'] : []),
      'User-Agent: TD-Client-Ruby: 3.0.0 (2.8.3, ruby 3.3.14 (2026-11-19))',
      'Accept: */*',
      ...(method === 'POST' ? [`Content-Length: ${Buffer.byteLength(form)}`] : []),
      `Host: ${new URL(url).host}`,
      '',
      method === 'POST' ? form : '',
    ]);
  };
}

const BOUNDARY = 'fb5188e83fc62428a1b99674df0d1b62';

/** td-client-python 1.7.0, with urllib3; it puts a second slash before the path, unless the endpoint ends with one. */
export function python({ url, key }: ServerAccess): Send {
  return (method, path, parameters) => {
    const parts = Object.entries(parameters ?? {}).map(
      ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const body = method === 'GET' || !parameters ? '' : `${parts.join('')}--${BOUNDARY}--\r\n`;
    const query = method === 'GET' && parameters ? `?${new URLSearchParams(parameters)}` : '';
    return send(url, [
      `${method} /${path}${query} HTTP/1.1`,
      `Host: ${new URL(url).host}`,
      ...(method === 'POST' ? ['Accept-Encoding: identity', `Content-Length: ${Buffer.byteLength(body)}`] : []),
      `authorization: TD1 ${key}`,
      'date: Thu, 26 Nov 2026 20:54:39 -0000',
      'user-agent: TD-Client-Python/1.7.0',
      ...(method === 'GET' ? ['accept-encoding: deflate, gzip'] : []),
      ...(body === '' ? [] : [`Content-Type: multipart/form-data; boundary=${BOUNDARY}`]),
      '',
      body,
    ]);
  };
}

/**
 * td-client-java, with OkHttp, as Digdag's operators call it. Our keys do not have the form of TD's keys, so the client
 * sends them without a prefix.
 */
export function java({ url, key }: ServerAccess): Send {
  return (method, path, parameters) => {
    const form = new URLSearchParams(parameters).toString();
    return send(url, [
      `${method} ${method === 'GET' && form !== '' ? `${path}?${form}` : path} HTTP/1.1`,
      'User-Agent: td-client-java 1.1.2',
      `Date: ${DATE}`,
      `Authorization: ${key}`,
      ...(method === 'POST' ? ['Content-Type: application/x-www-form-urlencoded'] : []),
      ...(method === 'POST' ? [`Content-Length: ${Buffer.byteLength(form)}`] : []),
      `Host: ${new URL(url).host}`,
      'Connection: Keep-Alive',
      'Accept-Encoding: gzip',
      '',
      method === 'POST' ? form : '',
    ]);
  };
}

async function send(url: string, lines: readonly string[]): Promise<ReceivedResponse> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write(lines.join('\r\n'));
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk as Buffer]);
    if (isComplete(bytes)) break;
  }
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...fields] = bytes.subarray(0, end).toString().split('\r\n');
  const headers = new Headers(fields.map((field) => field.split(/:\s*(.*)/s, 2) as [string, string]));
  const rawBody = bytes.subarray(end + 4);
  const body = headers.get('transfer-encoding') === 'chunked' ? decodeChunked(rawBody) : rawBody;
  return { status: Number(first.split(' ')[1]), headers, body: body.toString() };
}

/** Whether the response is complete according to its headers; the server keeps the connection open. */
function isComplete(bytes: Buffer): boolean {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.subarray(0, end).toString();
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  if (length !== undefined) return bytes.length >= end + 4 + Number(length);
  return /^transfer-encoding: chunked/im.test(head) && bytes.subarray(-5).toString() === '0\r\n\r\n';
}

function decodeChunked(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', position);
    const size = Number.parseInt(bytes.subarray(position, lineEnd).toString(), 16);
    if (Number.isNaN(size) || size === 0) return Buffer.concat(chunks);
    const start = lineEnd + 2;
    chunks.push(bytes.subarray(start, start + size));
    position = start + size + 2;
  }
}
