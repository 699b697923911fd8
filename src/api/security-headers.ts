import helmet from '@fastify/helmet';
import type { Api } from './api-type.ts';

/** Everything from this origin and nothing inline; pages embed nothing and are embedded nowhere. */
export async function addSecurityHeaders(api: Api): Promise<void> {
  await api.register(helmet, {
    global: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        frameSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    // Browsers heed it only over TLS; a year, without subdomains we know nothing of.
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  });
}
