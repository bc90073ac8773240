"""Signs PDFs with certificates of our own making: a path goes in, a signed copy comes out."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

DER = Encoding.DER
Corners = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who can sign."""

    name: str
    organisation: str
    signer: SimpleSigner


def identity(name: str, organisation: str) -> Identity:
    """Let a certificate authority of our own certify somebody."""
    authority, key = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    issuer = _subject("Test authority", "Test")
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_subject(name, organisation))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=30))
        .sign(authority, SHA256())
    )
    private = key.private_bytes(DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=asn1.Certificate.load(certificate.public_bytes(DER)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )
    return Identity(name, organisation, signer)


def sign(
    source: Path, target: Path, who: Identity, *, field: str = "Ky", box: Corners | None = None
) -> Path:
    """Write a signed copy; with a box (corners in points) the signature is shown."""
    with source.open("rb") as original, target.open("wb") as copy:
        PdfSigner(
            PdfSignatureMetadata(field_name=field),
            signer=who.signer,
            stamp_style=TextStampStyle(stamp_text="Signed by: nobody\nDate: %(ts)s"),
            new_field_spec=SigFieldSpec(field, on_page=0, box=box),
        ).sign_pdf(IncrementalPdfFileWriter(original), output=copy)
    return target


def _subject(name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
