/** An OpenID issuer on this machine, in the place of the Bot Framework's. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { port } from './serve.ts';

export const appId = '11111111-2222-4333-8444-555555555555';
export const issuerName = 'https://api.botframework.com';

export interface Issuer {
  readonly url: string;
  /** A token as the Bot Framework makes it, with some claims, the header or the key changed. */
  token(claims?: object, header?: object, key?: KeyObject): string;
  stop(): Promise<void>;
}

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The key of somebody else. */
export const otherKey = pair().privateKey;

export async function startIssuer(serviceUrl: string): Promise<Issuer> {
  const { publicKey, privateKey } = pair();
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1', endorsements: ['msteams'] }];
  const server = createServer((req, res) => {
    const body = req.url === '/keys' ? { keys } : { jwks_uri: `${url}/keys` };
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const url = `http://127.0.0.1:${await port(server)}`;
  return {
    url: `${url}/openid`,
    token(claims = {}, header = {}, key = privateKey) {
      const now = Math.floor(Date.now() / 1000);
      const payload = {
        iss: issuerName,
        aud: appId,
        iat: now,
        nbf: now,
        exp: now + 600,
        serviceurl: serviceUrl,
        ...claims,
      };
      const head = { alg: 'RS256', typ: 'JWT', kid: 'key-1', ...header };
      const signed = `${base64(head)}.${base64(payload)}`;
      return head.alg === 'none'
        ? `${signed}.`
        : `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
    },
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
