//! Which addresses of the network a call may go to when anybody but the operator chose them.
//! Invariant: only addresses that the IANA registries call globally reachable pass; whatever is not known to be public is inside.
//! Deliberately absent: a list of forbidden names. A name is judged by the addresses it has at the moment of the connection.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Why an address is never called. The text names no address: it may be shown to whoever gave it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Forbidden {
    /// Not `http` or `https`, or no host.
    Scheme,
    /// It carries a name or a password.
    UserInfo,
    /// It leads to this machine, to its network, or to a range that is not public.
    Inside,
    /// An encrypted address sends on to an unencrypted one.
    Downgrade,
    /// More redirects than the call allows.
    Redirects,
}

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Forbidden::Scheme => "only http and https addresses are called",
            Forbidden::UserInfo => "an address that carries a name or a password is not called",
            Forbidden::Inside => "the address is not on the public network",
            Forbidden::Downgrade => "an encrypted address sends on to an unencrypted one",
            Forbidden::Redirects => "the address sends on too many times",
        })
    }
}

impl std::error::Error for Forbidden {}

/// Checks all that can be seen in the address itself; names are looked up later, when connecting.
/// `url` has already turned the short, hexadecimal, octal and decimal spellings of an IPv4 address into that address (WHATWG URL, host parsing).
pub fn form(url: &Url) -> Result<(), Forbidden> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Forbidden::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Forbidden::UserInfo);
    }
    if url.host().is_none() { Err(Forbidden::Scheme) } else { Ok(()) }
}

/// The check of an address written as a number; a name passes here and is checked by [`every`] once looked up.
pub fn number(url: &Url) -> Result<(), Forbidden> {
    match url.host() {
        Some(Host::Ipv4(v4)) if !is_public(v4.into()) => Err(Forbidden::Inside),
        Some(Host::Ipv6(v6)) if !is_public(v6.into()) => Err(Forbidden::Inside),
        _ => Ok(()),
    }
}

/// Every address a name has must be public: one that is not says that somebody plays with the name.
pub fn every(found: Vec<IpAddr>) -> Result<Vec<IpAddr>, Forbidden> {
    if found.is_empty() || !found.iter().all(|ip| is_public(*ip)) { Err(Forbidden::Inside) } else { Ok(found) }
}

/// Whether an address is globally reachable (IANA special-purpose registries, RFC 6890).
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => !INSIDE_V4.iter().any(|(network, bits)| v4_in(v4, *network, *bits)),
        // Global unicast alone; mapped, translated (NAT64) and site addresses lie outside 2000::/3.
        IpAddr::V6(v6) => v6_in(v6, [0x2000, 0], 3) && !INSIDE_V6.iter().any(|(head, bits)| v6_in(v6, *head, *bits)),
    }
}

const fn v4(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr {
    Ipv4Addr::new(a, b, c, d)
}

const INSIDE_V4: [(Ipv4Addr, u32); 19] = [
    (v4(0, 0, 0, 0), 8),        // this network
    (v4(10, 0, 0, 0), 8),       // private
    (v4(100, 64, 0, 0), 10),    // carrier-grade NAT
    (v4(127, 0, 0, 0), 8),      // this machine
    (v4(168, 63, 129, 16), 32), // a cloud's own agent, on a public number
    (v4(169, 254, 0, 0), 16),   // link-local, the clouds' metadata
    (v4(172, 16, 0, 0), 12),    // private
    (v4(192, 0, 0, 0), 24),     // protocol assignments
    (v4(192, 0, 2, 0), 24),     // documentation
    (v4(192, 31, 196, 0), 24),  // AS112
    (v4(192, 52, 193, 0), 24),  // AMT
    (v4(192, 88, 99, 0), 24),   // 6to4 relays
    (v4(192, 168, 0, 0), 16),   // private
    (v4(192, 175, 48, 0), 24),  // AS112
    (v4(198, 18, 0, 0), 15),    // benchmarks
    (v4(198, 51, 100, 0), 24),  // documentation
    (v4(203, 0, 113, 0), 24),   // documentation
    (v4(224, 0, 0, 0), 4),      // multicast
    (v4(240, 0, 0, 0), 4),      // reserved, broadcast
];

/// Inside 2000::/3 and yet not public; the first two groups and the length of the prefix.
const INSIDE_V6: [([u16; 2], u32); 4] = [
    ([0x2001, 0x0000], 23), // protocol assignments: Teredo, ORCHID, benchmarks
    ([0x2001, 0x0db8], 32), // documentation
    ([0x2002, 0x0000], 16), // 6to4
    ([0x3fff, 0x0000], 20), // documentation
];

fn v4_in(ip: Ipv4Addr, network: Ipv4Addr, bits: u32) -> bool {
    (u32::from(ip) ^ u32::from(network)) >> (32 - bits) == 0
}

fn v6_in(ip: Ipv6Addr, head: [u16; 2], bits: u32) -> bool {
    let [a, b, ..] = ip.segments();
    let joined = |a: u16, b: u16| u32::from(a) << 16 | u32::from(b);
    (joined(a, b) ^ joined(head[0], head[1])) >> (32 - bits) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_addresses_pass() {
        for ip in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "223.255.255.255",
        ] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in ["2606:4700:4700::1111", "2a00:1450:4007::1", "2001:200::1", "2001:db9::1", "2003::1", "3fff:1000::1"] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn every_edge_of_every_range_is_inside() {
        for (network, bits) in INSIDE_V4 {
            let last = u32::from(network) | u32::MAX.checked_shr(bits).unwrap_or(0);
            assert!(!is_public(network.into()) && !is_public(Ipv4Addr::from(last).into()), "{network}/{bits}");
        }
        for ip in [
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:0:7f00:1::",
            "2001:2::1",
            "2001:1ff:ffff::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff:fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn one_inside_answer_spoils_all() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        assert_eq!(every(vec![ip("1.1.1.1"), ip("127.0.0.1")]), Err(Forbidden::Inside));
        assert_eq!(every(vec![]), Err(Forbidden::Inside));
        assert_eq!(every(vec![ip("1.1.1.1")]), Ok(vec![ip("1.1.1.1")]));
    }
}
