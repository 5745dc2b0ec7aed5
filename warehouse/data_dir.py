"""Where everything is kept: one folder holds the state of one district."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataDir:
    """The folders of one district's data; moving ``root`` moves all of them."""

    root: Path

    @classmethod
    def from_environment(cls) -> "DataDir":
        """Take the folder that ``DATA_DIR`` names, or ``data`` in the working directory."""
        return cls(Path(os.environ.get("DATA_DIR") or "data").resolve())

    @property
    def inbox(self) -> Path:
        """Where the demonstration writes its deliveries; operators may use any folder."""
        return self.root / "inbox"

    @property
    def lake(self) -> Path:
        """Immutable Parquet, one folder a source, and the quarantined rows."""
        return self.root / "lake"

    @property
    def loads(self) -> Path:
        """One manifest a load; a load exists when its manifest does."""
        return self.root / "loads"

    @property
    def versions(self) -> Path:
        """Published snapshots, each a file that never changes."""
        return self.root / "warehouse" / "versions"

    @property
    def pointer(self) -> Path:
        """The one small file that says which version is current."""
        return self.root / "warehouse" / "CURRENT"

    @property
    def index_weights(self) -> Path:
        """The district's own weights of the index; the shipped ones hold where it is absent."""
        return self.root / "index.toml"

    @property
    def scratch(self) -> Path:
        """Work in progress; whatever is found here when nothing runs is debris."""
        return self.root / "scratch"
