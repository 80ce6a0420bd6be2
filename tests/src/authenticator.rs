//! A WebAuthn authenticator with its browser, which responds to the options of a page.

use std::collections::BTreeMap;

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::Page;

/// The flags for user present and user verified.
const PRESENT: u8 = 0b101;
/// The flag for attested credential data (a new key).
const WITH_KEY: u8 = 0b100_0000;

/// An authenticator with one key.
#[derive(Clone)]
pub struct Authenticator {
    key: SigningKey,
    id: Vec<u8>,
    /// The signature counter.
    pub counter: u32,
    origin: String,
}

/// The options that the page's island passes to the browser.
fn requested_options(page: &Page) -> Value {
    let props = page.attributes("main leptos-island", "data-props");
    let props = props.first().unwrap_or_else(|| panic!("{}: no passkey is asked for: {}", page.address, page.text()));
    let props: BTreeMap<String, Value> = serde_json::from_str(props).expect("props are JSON");
    serde_json::from_str(props["options"].as_str().expect("options")).expect("options are JSON")
}

impl Authenticator {
    /// An authenticator of this name, in a browser that shows the site.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let seed = Sha256::digest(name);
        let key = SigningKey::from_slice(&seed).expect("a key");
        Self { key, id: seed.to_vec(), counter: 0, origin: "https://jawab.test".into() }
    }

    /// The same authenticator in a browser that shows a page of another origin.
    #[must_use]
    pub fn elsewhere(&self) -> Self {
        Self { origin: "https://jawab.test.example".into(), ..self.clone() }
    }

    /// Creates a key for the options of a page; returns the response as JSON.
    #[must_use]
    pub fn make(&self, page: &Page) -> String {
        let options = requested_options(page);
        let point = self.key.verifying_key().to_encoded_point(false);
        let (x, y) = (point.x().expect("a point"), point.y().expect("a point"));
        let mut data = self.data(options["rp"]["id"].as_str().expect("an id"), PRESENT | WITH_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).expect("a short id").to_be_bytes());
        data.extend(&self.id);
        // A COSE key: EC2, ES256, P-256, and its point.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(x);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(y);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).expect("short data"));
        object.extend(data);
        let response = json!({
            "clientDataJSON": BASE64URL_NOPAD.encode(&self.client_data("webauthn.create", &options)),
            "attestationObject": BASE64URL_NOPAD.encode(&object),
            "transports": ["internal", "hybrid"],
        });
        self.credential(response)
    }

    /// Signs the challenge of a page; returns the response as JSON.
    #[must_use]
    pub fn sign(&mut self, page: &Page) -> String {
        let options = requested_options(page);
        self.counter += 1;
        let data = self.data(options["rpId"].as_str().expect("an id"), PRESENT);
        let client_data = self.client_data("webauthn.get", &options);
        let signature: Signature = self.key.sign(&[data.clone(), Sha256::digest(&client_data).to_vec()].concat());
        let response = json!({
            "clientDataJSON": BASE64URL_NOPAD.encode(&client_data),
            "authenticatorData": BASE64URL_NOPAD.encode(&data),
            "signature": BASE64URL_NOPAD.encode(signature.to_der().as_bytes()),
        });
        self.credential(response)
    }

    fn data(&self, site: &str, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(site).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false }).to_string().into_bytes()
    }

    fn credential(&self, response: Value) -> String {
        let id = BASE64URL_NOPAD.encode(&self.id);
        json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        })
        .to_string()
    }
}
