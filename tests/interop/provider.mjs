// An OpenID provider that shares no code with ours: required PAR, private_key_jwt, PKCE, DPoP with server nonces,
// resource indicators and rotating refresh tokens, as HelseID has them.
// Reads one JSON line from standard input: {clientId, publicJwk, redirectUris, dpop: bool}. Writes one JSON line when ready. Ends with its input.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

import { Provider, errors } from 'oidc-provider';

const HPR = 'helseid://claims/hpr/hpr_number';
const HPR_DETAILS = 'helseid://claims/hpr/hpr_details';
const LEVEL = 'helseid://claims/identity/security_level';
const PID = 'helseid://claims/identity/pid';
const RESOURCE = 'nhn:pps';

// As in HelseID's own example of a userinfo answer.
function approval(profession) {
  return { profession, authorization: { value: '1', description: 'Autorisasjon' }, requisition_rights: [], specialities: [] };
}

function configuration(setup) {
  return {
    clients: [{
      client_id: setup.clientId,
      application_type: 'native',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: setup.redirectUris,
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: setup.publicJwk.alg,
      jwks: { keys: [setup.publicJwk] },
      dpop_bound_access_tokens: setup.dpop,
      require_pushed_authorization_requests: true,
      post_logout_redirect_uris: [],
    }],
    acrValues: ['Level4'],
    claims: {
      openid: ['sub', 'acr', 'auth_time'],
      profile: ['name', 'given_name', 'family_name'],
      'helseid://scopes/hpr/hpr_number': [HPR, HPR_DETAILS],
      'helseid://scopes/identity/security_level': [LEVEL],
      'helseid://scopes/identity/pid': [PID],
    },
    scopes: ['openid', 'offline_access', 'profile', 'helseid://scopes/hpr/hpr_number',
      'helseid://scopes/identity/security_level', 'helseid://scopes/identity/pid'],
    conformIdTokenClaims: false,
    enabledJWA: {
      clientAuthSigningAlgValues: ['PS256', 'PS384', 'PS512', 'RS256', 'ES256', 'ES384', 'ES512'],
      dPoPSigningAlgValues: ['ES256', 'PS256', 'RS256'],
    },
    async findAccount(_ctx, id) {
      return {
        accountId: id,
        async claims() {
          return {
            sub: id, name: 'Grønn Vits', given_name: 'Grønn', family_name: 'Vits',
            [HPR]: '565501872', [LEVEL]: '4', [PID]: '05898597468', [HPR_DETAILS]: { approvals: [approval('LE'), approval('JO')], hpr_number: 565501872 },
          };
        },
      };
    },
    features: {
      devInteractions: { enabled: true },
      dPoP: {
        enabled: setup.dpop, nonceSecret: randomBytes(32), requireNonce: () => true,
      },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      revocation: { enabled: true },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        async useGrantedResource() { return false; },
        async getResourceServerInfo(_ctx, resource) {
          if (resource !== RESOURCE) throw new errors.InvalidTarget();
          return {
            audience: RESOURCE,
            scope: 'nhn:pps/provesvar nhn:pps/provesvar-read',
            accessTokenFormat: 'jwt',
            accessTokenTTL: 600,
          };
        },
      },
    },
    // HelseID gives a refresh token for offline_access without a consent page of its own.
    async issueRefreshToken(_ctx, client) { return client.grantTypeAllowed('refresh_token'); },
    rotateRefreshToken: true,
    pkce: { required: () => true },
    responseTypes: ['code'],
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 300, RefreshToken: 3600, Grant: 3600, Session: 3600, Interaction: 600 },
  };
}

const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  const setup = JSON.parse(line);
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const issuer = `http://localhost:${server.address().port}`;
    const provider = new Provider(issuer, configuration(setup));
    for (const event of ['server_error', 'grant.error', 'authorization.error', 'pushed_authorization_request.error']) {
      provider.on(event, (ctx, error) => process.stderr.write(`${event}: ${error.message} ${error.error_detail ?? ''}\n`));
    }
    server.on('request', provider.callback());
    process.stdout.write(`${JSON.stringify({ issuer })}\n`);
  });
});
lines.once('close', () => process.exit(0));
