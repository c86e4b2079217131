/**
 * Loaded before Tokki starts (`--import`): the Bot Framework that it believes is the one of this machine, and the token
 * with which it speaks is not asked for, since Microsoft cannot be reached here. What checks a signature is the product's.
 */
import { createRequire } from 'node:module';
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';

const sdk = createRequire(createRequire(import.meta.url).resolve('botbuilder'))('botframework-connector');
sdk.AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl = process.env.TORTURE_OPENID;

const unsigned = { signRequest: async (request: unknown) => request };
Object.assign(ConfigurationServiceClientCredentialFactory.prototype, { createCredentials: async () => unsigned });
