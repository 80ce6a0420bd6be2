//! Encrypted files: the standard handler of ISO 32000-1, 7.6.3, revisions 3 and 4, 128 bits.

use md5::{Digest as _, Md5};

use super::*;

/// What a password is filled up with (7.6.3.3, algorithm 2).
const FILL: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68,
    0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];
const ID: &[u8; 16] = b"0123456789abcdef";
/// Printing only.
const ALLOWED: i32 = -1340;

/// A trailer that asks for a password that is not the empty one.
pub const LOCKED: &str = "/ID [<30313233343536373839616263646566> <30313233343536373839616263646566>] /Encrypt << /Filter /Standard /V 2 \
    /R 3 /Length 128 /P -1340 /O <0000000000000000000000000000000000000000000000000000000000000000> \
    /U <1111111111111111111111111111111111111111111111111111111111111111> >>";

fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut j = 0_usize;
    for i in 0..256 {
        j = (j + usize::from(state[i]) + usize::from(key[i % key.len()])) % 256;
        state.swap(i, j);
    }
    let (mut i, mut j) = (0, 0);
    let next = |byte: &u8| {
        i = (i + 1) % 256;
        j = (j + usize::from(state[i])) % 256;
        state.swap(i, j);
        byte ^ state[(usize::from(state[i]) + usize::from(state[j])) % 256]
    };
    bytes.iter().map(next).collect()
}

fn filled(password: &str) -> Vec<u8> {
    password.bytes().chain(FILL).take(32).collect()
}

/// A hash, hashed so many times again.
fn md5(parts: &[&[u8]], again: usize) -> Vec<u8> {
    let first = Md5::digest(parts.concat()).to_vec();
    (0..again).fold(first, |hash, _| Md5::digest(hash).to_vec())
}

/// Encrypts with a key and twenty variants of it.
fn twenty(key: &[u8], bytes: Vec<u8>) -> Vec<u8> {
    (0..20).fold(bytes, |bytes, n| rc4(&key.iter().map(|byte| byte ^ n).collect::<Vec<_>>(), &bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The trailer of a file with these passwords, and the key of the file.
fn locked(owner: &str, user: &str, how: &str) -> (String, Vec<u8>) {
    let o = twenty(&md5(&[&filled(owner)], 50), filled(user));
    let key = md5(&[&filled(user), &o, &ALLOWED.to_le_bytes(), ID], 50);
    let mut u = twenty(&key, md5(&[&FILL, ID], 0));
    u.resize(32, 0);
    let (o, u, id) = (hex(&o), hex(&u), hex(ID));
    (format!("/ID [<{id}> <{id}>] /Encrypt << /Filter /Standard {how} /Length 128 /P {ALLOWED} /O <{o}> /U <{u}> >>"), key)
}

const RC4: &str = "/V 2 /R 3";
const AES: &str = "/V 4 /R 4 /CF << /StdCF << /CFM /AESV2 /AuthEvent /DocOpen /Length 16 >> >> /StmF /StdCF /StrF /StdCF";

#[test]
fn files_restricted_by_an_owner_s_password_open() {
    for how in [RC4, AES] {
        let objects = [vec![catalogue("")], tree(5)].concat();
        assert_eq!(look(written(&objects, &locked("owner", "", how).0)), Ok(5), "{how}");
        assert_eq!(look(written(&objects, &locked("owner", "user", how).0)), Err(Problem::Encrypted), "{how}");
    }
}

#[test]
fn encrypted_packed_objects_are_read() {
    let (trailer, key) = locked("owner", "", RC4);
    let packed = super::packed(6, "\n");
    let from = packed.windows(7).position(|window| window == b"stream\n").unwrap() + 7;
    let to = packed.windows(10).position(|window| window == b"\nendstream").unwrap();
    // The key of object 9000, generation 0.
    let of_object = md5(&[&key, &[0x28, 0x23, 0, 0, 0]], 0);
    let open = [&packed[..to], b"\nendstream\nendobj\n"].concat();
    assert_eq!(look(with_table(open, 8, "")), Ok(6));
    let locked = [&packed[..from], &rc4(&of_object, &packed[from..to]), b"\nendstream\nendobj\n"].concat();
    assert_eq!(look(with_table(locked, 8, &trailer)), Ok(6));
}

/// A file of one stream of packed objects, number 9000 at its ninth byte, with a table of where they are that is a stream too.
fn with_table(mut file: Vec<u8>, objects: u8, trailer: &str) -> Vec<u8> {
    let start = u32::try_from(file.len()).unwrap();
    let mut table = Vec::new();
    // What it is, in which stream or at which byte, and which one there.
    (0..objects).for_each(|n| table.extend([2, 0, 0, 0x23, 0x28, 0, n]));
    table.extend([1, 0, 0, 0, 9, 0, 0]);
    table.push(1);
    table.extend(start.to_be_bytes());
    table.extend([0, 0]);
    let length = table.len();
    file.extend(format!("9001 0 obj\n<< /Type /XRef /W [1 4 2] /Index [1 {objects} 9000 2] /Size 9002 /Root 1 0 R /Length {length} {trailer} >>\nstream\n").bytes());
    file.extend(table);
    file.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF").bytes());
    file
}
