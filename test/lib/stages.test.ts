import { describe, expect, it } from 'vitest';
import { askedStage, chooseStage } from '../../lib/stage-choice.ts';
import { problemsOf } from '../../lib/stage-rules.ts';
import { BUILT_IN_STAGES } from '../../lib/stages.ts';

const refusal = (settings: object) => {
  try {
    chooseStage('default', { default: settings });
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('X3: operator settings', () => {
  it.each(Object.entries(BUILT_IN_STAGES))(
    'X3: the built-in stage %s is right as it stands',
    (_name, stage) => {
      expect(problemsOf(stage)).toEqual([]);
    },
  );

  it('X3: a stage of the operator’s own starts from the defaults and changes what it names', () => {
    const stage = chooseStage('production', { production: { retention: { logDays: 365 } } });
    expect(stage.name).toBe('production');
    expect(stage.retention).toEqual({ ...BUILT_IN_STAGES.default?.retention, logDays: 365 });
  });

  it('X3: account and Region come from our own variables', () => {
    const stage = chooseStage(
      'default',
      {},
      { GUICHET_ACCOUNT: '123456789012', GUICHET_REGION: 'eu-west-1' },
    );
    expect([stage.account, stage.region]).toEqual(['123456789012', 'eu-west-1']);
  });

  it('X3: the stage is asked for by `-c stage=…`, before GUICHET_STAGE', () => {
    const environment = { CDK_CONTEXT_JSON: '{"stage":"full"}', GUICHET_STAGE: 'laptop' };
    expect(askedStage(environment).name).toBe('full');
    expect(askedStage({ GUICHET_STAGE: 'laptop' }).name).toBe('laptop');
    expect(askedStage({}).name).toBe('default');
  });

  it('X3: an unknown stage is refused, naming the known ones', () => {
    expect(() => chooseStage('prod', { production: {} })).toThrow(
      'There is no stage "prod". Known stages: default, full, laptop, production.',
    );
  });

  it('X3: a settings file that is named but missing is refused', () => {
    expect(() => askedStage({ GUICHET_CONFIG: '/nowhere/guichet.json' })).toThrow(
      'GUICHET_CONFIG names /nowhere/guichet.json, which does not exist.',
    );
  });

  it.each([
    [
      'a misspelt setting',
      { retention: { logsDays: 3 } },
      '`retention.logsDays` is not a setting; here are evidenceDays, logDays',
    ],
    [
      'a text for a number',
      { retention: { logDays: '90' } },
      '`retention.logDays` must be a number, like 90.',
    ],
    [
      'a text for a group',
      { domain: 'id.example.org' },
      '`domain` must be an object with the settings name, certificateArn',
    ],
    [
      'a log retention CloudWatch does not know',
      { retention: { logDays: 100 } },
      '`retention.logDays`: write one of 1, 3, 5',
    ],
    [
      'an SMS code of five digits',
      { settings: { ONE_TIME_CODES: { phone: { length: 5 } } } },
      '`settings.ONE_TIME_CODES.phone.length`: write 4 or 6.',
    ],
    [
      'an SMS code for an hour',
      { settings: { ONE_TIME_CODES: { phone: { lifetimeSeconds: 3600 } } } },
      'at most 600 (10 minutes)',
    ],
    ['four tries', { settings: { ONE_TIME_CODES: { phone: { tries: 4 } } } }, 'write 1, 2 or 3'],
    ['a change undone for an hour', { settings: { CONTACTS: { undoSeconds: 3600 } } }, 'a day to 30 days'],
    ['four wrong PINs', { settings: { PIN: { tries: 4 } } }, '`settings.PIN.tries`: write 1, 2 or 3.'],
    [
      'a domain without certificate',
      { domain: { name: 'id.example.org' } },
      '`domain.certificateArn`: write the ARN of an ACM certificate in us-east-1',
    ],
    [
      'a certificate of another Region',
      { domain: { name: 'id.example.org', certificateArn: 'arn:aws:acm:eu-west-1:1:certificate/x' } },
      'us-east-1',
    ],
    [
      'an issuer with a path',
      { publicOrigin: 'https://example.org/id' },
      '`publicOrigin`: write https://host without a path',
    ],
    ['a plain-http issuer', { publicOrigin: 'http://id.example.org' }, '`publicOrigin`: write https://host'],
    [
      'a sender outside the SES identity',
      { settings: { MAIL_FROM: 'no-reply@other.example' } },
      '`mail.identity`: write the verified SES domain',
    ],
    [
      'a sender that is no address',
      { settings: { MAIL_FROM: 'Guichet' } },
      '`settings.MAIL_FROM`: write the sender, like',
    ],
    [
      'Paris without a Region for Rekognition',
      { region: 'eu-west-3' },
      '`settings.VERIFICATION.rekognitionRegion`: write a Region that offers Rekognition',
    ],
    [
      'an arc that is none',
      { settings: { CERTIFICATES: { oidArc: '1.40.3' } } },
      '`settings.CERTIFICATES.oidArc`: write an object identifier in dots',
    ],
    [
      'an arc with a leading zero',
      { settings: { CERTIFICATES: { oidArc: '1.3.06' } } },
      'CERTIFICATES.oidArc',
    ],
    [
      'three partitions',
      { settings: { CERTIFICATES: { crlPartitions: 3 } } },
      '`settings.CERTIFICATES.crlPartitions`: write a power of two from 1 to 256.',
    ],
    ['512 partitions', { settings: { CERTIFICATES: { crlPartitions: 512 } } }, 'CERTIFICATES.crlPartitions'],
    [
      'a CRL for two days',
      { settings: { CERTIFICATES: { crlSeconds: 172_800 } } },
      '`settings.CERTIFICATES.crlSeconds`: write 14400 to 86400',
    ],
    [
      'a CRL renewed as it expires',
      { settings: { CERTIFICATES: { crlRefreshSeconds: 86_400 } } },
      '`settings.CERTIFICATES.crlRefreshSeconds`: write at least 60, and at least 3 hours less than crlSeconds',
    ],
    ['a country in small letters', { settings: { CERTIFICATES: { country: 'fr' } } }, 'two capital letters'],
    [
      'a time zone that is none',
      { settings: { CERTIFICATES: { timeZone: 'Europe/Lutetia' } } },
      '`settings.CERTIFICATES.timeZone`: write an IANA time zone',
    ],
    [
      'another kind of validity',
      { settings: { CERTIFICATES: { validity: 'for-ever' } } },
      'write fifth-birthday or by-storage',
    ],
    ['six signing passwords', { settings: { SIGNING_PASSWORD: { tries: 6 } } }, 'SIGNING_PASSWORD.tries'],
    ['a proof of work for hours', { settings: { VERIFIER: { challengeBits: 40 } } }, 'write 8 to 24'],
    [
      'signatures no function can be handed',
      { settings: { VERIFIER: { signatureBytes: 6_000_000 } } },
      '`settings.VERIFIER.signatureBytes`: write 1024 to 4400000.',
    ],
    [
      'a session of two hours idle',
      { settings: { CITIZEN_SESSION: { idleSeconds: 7200 } } },
      'idleSeconds up to 3600',
    ],
    [
      'transfers longer than the bucket takes them',
      { settings: { MAILBOX: { transferSeconds: 3600 } } },
      '`settings.MAILBOX.transferSeconds`: write whole seconds from 60 to 900.',
    ],
    [
      'an attachment larger than a box',
      { settings: { MAILBOX: { boxBytes: 1000 } } },
      '`settings.MAILBOX.attachmentBytes`',
    ],
    ['evidence for a month', { settings: { MAILBOX: { evidenceDays: 30 } } }, '365 (a year'],
    [
      'a business that may take longer than its courier',
      { settings: { MOVES: { answerSeconds: 30 } } },
      '`settings.MOVES.answerSeconds`: write whole seconds from 1 to 20.',
    ],
    [
      'calls into private networks from a deployment',
      { settings: { MOVES: { allowsLoopback: true } } },
      '`settings.MOVES.allowsLoopback`: write false',
    ],
    [
      'calls of relying parties into private networks from a deployment',
      { settings: { RELYING_PARTIES: { allowsLoopback: true } } },
      '`settings.RELYING_PARTIES.allowsLoopback`: write false',
    ],
    [
      'pushes into private networks from a deployment',
      { settings: { WEB_PUSH: { allowsLoopback: true } } },
      '`settings.WEB_PUSH.allowsLoopback`: write false',
    ],
    [
      'a push service that may take longer than the notifier has',
      { settings: { WEB_PUSH: { answerSeconds: 20 } } },
      '`settings.WEB_PUSH.answerSeconds`: write whole seconds from 1 to 10.',
    ],
    [
      'a contact that push services refuse',
      { settings: { WEB_PUSH: { contact: 'operator' } } },
      '`settings.WEB_PUSH.contact`: write mailto:…',
    ],
    [
      'token keys of a third kind',
      { settings: { TOKEN_KEYS: { mode: 'plain' } } },
      '`settings.TOKEN_KEYS.mode`: write direct or wrapped.',
    ],
    [
      'a key that signs before caches know it',
      { settings: { TOKEN_KEYS: { cacheSeconds: 3600, aheadSeconds: 7499 } } },
      '`settings.TOKEN_KEYS.aheadSeconds`: write whole seconds, 300 more than twice cacheSeconds',
    ],
    [
      'keys cached longer than the edge does',
      { settings: { TOKEN_KEYS: { cacheSeconds: 7200 } } },
      '`settings.TOKEN_KEYS.cacheSeconds`: write whole seconds from 60 to 3600.',
    ],
    [
      'a rotation faster than keys are announced',
      { settings: { TOKEN_KEYS: { rotationSeconds: 86_400 } } },
      'not below aheadSeconds',
    ],
    [
      'a key forgotten while ID tokens are shown at sign-out',
      { settings: { TOKEN_KEYS: { behindSeconds: 28_800 } } },
      '`settings.TOKEN_KEYS.behindSeconds`: write whole seconds, an hour more than SIGN_IN.singleSignOn.sessionSeconds',
    ],
    [
      'a pushed request for ten minutes (FAPI 2.0 §5.3.2.2)',
      { settings: { SIGN_IN: { pushedRequestSeconds: 600 } } },
      '`settings.SIGN_IN.pushedRequestSeconds`: write whole seconds from 5 to 599',
    ],
    [
      'mutual TLS at the issuer’s own address',
      {
        publicOrigin: 'https://id.example.org',
        settings: { RELYING_PARTIES: { mtlsOrigin: 'https://id.example.org' } },
      },
      '`settings.RELYING_PARTIES.mtlsOrigin`',
    ],
    [
      'mutual TLS on a port, which API Gateway has not',
      { settings: { RELYING_PARTIES: { mtlsOrigin: 'https://mtls.example.org:8443' } } },
      '`settings.RELYING_PARTIES.mtlsOrigin`',
    ],
    [
      'mutual TLS without a certificate',
      { settings: { RELYING_PARTIES: { mtlsOrigin: 'https://mtls.example.org' } } },
      '`mtls.certificateArn`: write the ARN of an ACM certificate',
    ],
    [
      'a certificate for mutual TLS without a trust store',
      {
        mtls: { certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1' },
        settings: { RELYING_PARTIES: { mtlsOrigin: 'https://mtls.example.org' } },
      },
      '`mtls.truststoreUri`: write s3://bucket/key',
    ],
    [
      'people made up beside real ones',
      { personas: true },
      '`personas`: write false where `protect` is true',
    ],
    [
      'a sender id of digits',
      { settings: { SMS: { senderId: '12345' } } },
      '`settings.SMS.senderId`: write up to 11 letters',
    ],
  ])('X3: %s is refused with what to write', (_what, settings, sentence) => {
    expect(refusal(settings)).toContain(sentence);
  });

  it('X3: people may be made up on the laptop alone, unless an operator says so of a deployment for tests', () => {
    const allowing = Object.values(BUILT_IN_STAGES).filter(({ personas }) => personas);
    expect(allowing.map(({ name }) => name)).toEqual(['laptop']);
    expect(refusal({ personas: true, protect: false })).toBe('accepted');
  });

  it('X3: every problem is named at once', () => {
    expect(refusal({ account: '1', region: 'Paris', throttle: { rate: 0 } }).split('\n- ')).toHaveLength(4);
  });
});
