// Chromium's virtual authenticator, which creates and uses passkeys as if the user touched it each time.
const OPTIONS = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

/** Adds one to the browser of a page; `forgets` empties it. */
export async function authenticator(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", { options: OPTIONS });
  return { forgets: () => devtools.send("WebAuthn.clearCredentials", { authenticatorId }) };
}
