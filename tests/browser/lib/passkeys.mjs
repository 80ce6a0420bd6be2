// An authenticator of Chromium's own, which makes and uses passkeys as if its holder touched it each time.
const OPTIONS = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

/** Gives the browser of a page one; `forgets` empties it. */
export async function authenticator(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", { options: OPTIONS });
  return { forgets: () => devtools.send("WebAuthn.clearCredentials", { authenticatorId }) };
}
