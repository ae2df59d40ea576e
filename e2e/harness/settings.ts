/** The merchant's secret key at the stack's capture server. */
export const SECRET_KEY = 'sk_e2e_only_0123456789abcdef'
/** The Ingo account that the simulator accepts. */
export const INGO = { username: 'e2e', secret: 'e2e-secret-not-real', participantId: '12345' }
