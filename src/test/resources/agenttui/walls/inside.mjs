// Runs inside a sandbox and tries what it reaches. Each argument is one try; each line that it prints is the try and what
// came of it, `TRY -> VERDICT`. The tries:
//
//   addresses             this sandbox's own addresses, but for loopback
//   gateway               where packets to other networks go
//   tcp HOST PORT         a connection that asks no proxy
//   udp HOST NAME         a question for NAME, sent to HOST's port 53
//   name NAME             asks this sandbox's own resolver
//   listen PORT           says so and stays, for others to try
//   ask URL [HOST]        a plain request to the proxy, its Host header as the URL says or HOST
//   relay URL             the same by a relay on an own port of this sandbox
//   tunnel PLACE          CONNECT
//   tls PLACE NAME        CONNECT, then TLS that names NAME (- for none)
//   say PLACE TEXT        CONNECT, then TEXT
//   mute COUNT            connections to the proxy that stay, and say nothing
//   upload URL MIB        a plain request with so many MiB
//   traffic URL… LAST     asks all URLs again and again until LAST answers `stop`: each answer of the others, once
import dgram from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import { Duplex } from 'node:stream';
import tls from 'node:tls';

const PROXY = { host: '127.0.0.1', port: 3128 };
const PATIENCE = 4000; // milliseconds; who says nothing for so long is silent
const WORDS = {
  ECONNREFUSED: 'refused',
  ENETUNREACH: 'no route',
  EHOSTUNREACH: 'no route',
  EADDRNOTAVAIL: 'no route',
};

const tries = {
  addresses: () =>
    Object.values(os.networkInterfaces())
      .flat()
      .filter(each => !each.internal)
      .map(each => each.address)
      .join(' ') || 'none',
  gateway: () => {
    const rows = readFileSync('/proc/net/route', 'utf8').split('\n').map(row => row.split('\t'));
    const route = rows.find(row => row[1] === '00000000');
    return route ? Buffer.from(route[2], 'hex').reverse().join('.') : 'none';
  },
  tcp: async (host, port) => {
    (await connected({ host, port })).destroy();
    return 'reached';
  },
  udp: (host, name) =>
    new Promise((resolve, reject) => {
      const socket = dgram.createSocket(net.isIPv6(host) ? 'udp6' : 'udp4').on('error', reject);
      socket.send(question(name), 53, host, error => (error ? reject(error) : resolve('sent')));
    }),
  name: name => lookup(name).then(found => found.address, () => 'no address'),
  listen: port => new Promise(resolve => net.createServer(each => each.end()).listen(port, () => resolve('listening'))),
  ask: (url, host) => asked(PROXY, url, host),
  relay: async url => {
    const relay = net.createServer(from => {
      const to = net.connect(PROXY);
      from.on('error', () => to.destroy()).pipe(to);
      to.on('error', () => from.destroy()).pipe(from);
    });
    await new Promise(resolve => relay.listen(0, resolve));
    return asked({ host: '127.0.0.1', port: relay.address().port }, url);
  },
  tunnel: async place => (await tunnelled(place)).verdict,
  tls: async (place, name) => spoken(place, await hello(name === '-' ? '' : name)),
  say: (place, ...words) => spoken(place, words.join(' ')),
  mute: async count => {
    for (let i = 0; i < count; i++) await connected(PROXY);
    return 'open';
  },
  upload: async (url, mib) => {
    const size = mib * 2 ** 20;
    return answer(await connected(PROXY), `POST ${url} HTTP/1.1\r\nHost: ${authority(url)}\r\nConnection: close\r\n` +
      `Content-Length: ${size}\r\n\r\n`, Buffer.alloc(size));
  },
  traffic: async (...urls) => {
    const last = urls.pop();
    const seen = new Set();
    let going = '200 go';
    while (going === '200 go') {
      for (const url of urls) seen.add(await tries.ask(url));
      going = await tries.ask(last);
    }
    return [...seen, going].join(', ');
  },
};

function connected(place) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(place, () => resolve(socket)).on('error', reject);
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('silence')));
  });
}

// RFC 1035: one question of type A, class IN.
function question(name) {
  const labels = name.split('.').map(label => String.fromCharCode(label.length) + label).join('');
  return Buffer.from('\x12\x34\x01\0\0\x01\0\0\0\0\0\0' + labels + '\0\0\x01\0\x01', 'latin1');
}

const authority = url => url.replace(/^\w+:\/\//, '').replace(/\/.*/, '').replace(/.*@/, '');

async function asked(proxy, url, host = authority(url)) {
  return answer(await connected(proxy), `GET ${url} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
}

// The status and the text of an answer, which ends with its connection.
async function answer(socket, ...request) {
  request.forEach(each => socket.write(each));
  let text = '';
  for await (const piece of socket) text += piece;
  return verdict(text);
}

// What the proxy says of a place that it names, or the text of whoever answered.
function verdict(text) {
  const [head, body = ''] = text.split('\r\n\r\n');
  const why = body.trim().replace(/^agent-tui: (\S+:\d+ )?/, '').replace(/ \(to allow it.*/, '');
  return `${head.slice(9, 12)} ${why}`.trim();
}

// The connection after CONNECT, and what the proxy said to it: `200` when it is a tunnel.
async function tunnelled(place) {
  const socket = await connected(PROXY);
  socket.write(`CONNECT ${place} HTTP/1.1\r\nHost: ${place}\r\n\r\n`);
  let text = '';
  for await (const piece of socket.iterator({ destroyOnReturn: false })) {
    text += piece;
    if (text.startsWith('HTTP/1.1 200') && text.endsWith('\r\n\r\n')) break;
  }
  return { socket, verdict: verdict(text) };
}

// What comes back first in a tunnel.
async function spoken(place, bytes) {
  const { socket, verdict } = await tunnelled(place);
  if (verdict !== '200') return verdict;
  socket.write(bytes);
  for await (const piece of socket) {
    return piece[0] === 21 ? `TLS alert ${piece[6]}` : piece.toString(); // RFC 8446 section 6
  }
  return 'hung up on';
}

// The first record that this program's own TLS would send to a server of that name.
function hello(name) {
  return new Promise(resolve => {
    const socket = new Duplex({ read() {}, write: (bytes, _, done) => (resolve(bytes), done()) });
    tls.connect({ socket, servername: name }).on('error', () => {});
  });
}

let listening = false;
for (const line of process.argv.slice(2)) {
  const [what, ...words] = line.split(' ');
  const came = await Promise.resolve()
    .then(() => tries[what](...words))
    .catch(error => WORDS[error.code] ?? error.code ?? error.message);
  console.log(`${line} -> ${came}`);
  listening ||= what === 'listen';
}
if (!listening) process.exit();
