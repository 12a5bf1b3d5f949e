"""The parts of the local Slack, as the methods of the Web API see them."""

from dataclasses import dataclass, field

from sandbox.faults import Script
from sandbox.pace import Pace
from sandbox.sockets import Sockets
from sandbox.wire import Wire
from sandbox.workspace import Workspace


@dataclass
class Backend:
    """`young_s`: history does not show yet what is younger, a fault; 0 for none."""

    workspace: Workspace
    sockets: Sockets
    wire: Wire
    script: Script = field(default_factory=Script)
    pace: Pace | None = field(default_factory=Pace)
    young_s: float = 0.0
    uploads: dict[str, str] = field(default_factory=dict)  # secret of an upload address → file
